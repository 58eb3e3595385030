import { SegmentedControl, Select } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Audience } from '#domain/wizards/wizard.ts'
import { askedWhile, asksByHours } from '#domain/wizards/within-hours.ts'
import { useAsk } from '../../asking.ts'
import { useHere } from '../../session/session.ts'
import classes from './preview-pane.module.css'
import type { WizardDraft } from './wizard-edits.ts'
import { audienceNames } from './wizard-words.ts'

const WizardPreview = lazy(() => import('../../wizard/wizard-preview.tsx').then(({ WizardPreview: Preview }) => ({ default: Preview })))

const devices = { phone: { name: 'Phone', width: 390, height: 720 }, tablet: { name: 'Tablet', width: 900, height: 660 } } as const
type Device = keyof typeof devices

/** The draft as it will be run, on the real runner, as large as it will be there; made smaller where there is no room. */
export function PreviewPane({ draft, page }: { draft: WizardDraft; page: string | undefined }) {
  const { organization } = useHere()
  const settings = useAsk('organization.get', {}, { staleTime: 60_000 }).data
  const types = useAsk('order_type.list', {}).data?.items ?? []
  const [device, setDevice] = useState<Device>('phone')
  const [wanted, setAudience] = useState<Audience>()
  const [isOpen, setOpen] = useState(true)
  const shown = useMemo(() => askedWhile(draft, isOpen), [draft, isOpen])
  const { ref, width: room } = useElementSize()
  const audience = wanted && draft.audience.includes(wanted) ? wanted : (draft.audience[0] ?? 'staff')
  const { width, height } = devices[device]
  const scale = room > 0 ? Math.min(1, room / width) : 1
  const place = {
    locale: organization.locale, timeZone: organization.timeZone, currency: organization.currency, country: organization.country, taxIncluded: settings?.taxIncluded ?? false,
    orderTypes: types.map(({ key, name, fulfilmentMethods }) => ({ key, name, fulfilmentMethods: fulfilmentMethods.map((method) => ({ key: method.key, name: method.name })) })),
  }
  return (
    <section className={classes.pane} aria-label="Preview">
      <div className={classes.head}>
        <SegmentedControl size="xs" aria-label="Size of the preview" data={Object.entries(devices).map(([value, { name }]) => ({ value, label: name }))} value={device} onChange={(value) => setDevice(value as Device)} />
        {asksByHours(draft) && <SegmentedControl size="xs" aria-label="Begun while" data={[{ value: 'open', label: 'Open' }, { value: 'closed', label: 'Closed' }]} value={isOpen ? 'open' : 'closed'} onChange={(value) => setOpen(value === 'open')} />}
        {draft.audience.length > 1 && <Select size="xs" w={140} aria-label="Seen by" allowDeselect={false} data={draft.audience.map((value) => ({ value, label: audienceNames[value] }))} value={audience} onChange={(value) => value && setAudience(value)} />}
      </div>
      <div ref={ref} className={classes.room} style={{ height: height * scale + 2 }}>
        <div className={classes.device} style={{ width, height, transform: `scale(${scale})` }}>
          <Suspense><WizardPreview key={audience} definition={shown} audience={audience} place={place} page={page} /></Suspense>
        </div>
      </div>
    </section>
  )
}
