import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

const schemes: [MantineColorScheme, string, typeof IconSun][] = [['light', 'Light', IconSun], ['dark', 'Dark', IconMoon], ['auto', 'As the device', IconDeviceDesktop]]

export function ColorSchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [, name, Sign] = schemes.find(([scheme]) => scheme === colorScheme) ?? ['auto', 'As the device', IconDeviceDesktop]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={`Colours: ${name}`}><Sign size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(([scheme, label, SchemeIcon]) => (
          <Menu.Item key={scheme} leftSection={<SchemeIcon size={16} />} rightSection={scheme === colorScheme ? <IconCheck size={16} aria-label="chosen" /> : undefined} onClick={() => setColorScheme(scheme)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
