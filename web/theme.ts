import { ActionIcon, Badge, Button, createTheme, InputWrapper, Menu, Modal, Notification, Tooltip } from '@mantine/core'
import { look } from './look.ts'

export const theme = createTheme({
  ...look,
  components: {
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', radius: 'md' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600, radius: 'sm' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // Fields beside each other stand on one line, whether or not one of them is explained.
    // A label stands clear of the ring around what it names.
    InputWrapper: InputWrapper.extend({ defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] }, styles: { label: { marginBlockEnd: 3 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'md', closeButtonProps: { 'aria-label': 'Close' } } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true } }),
  },
})
