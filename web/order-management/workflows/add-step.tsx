import { Button, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { rulesOf } from '#domain/workflows/category.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useMay } from '../../session/session.ts'
import { useEditing } from './editing.ts'
import classes from './step-list.module.css'
import { addStep, type WorkflowDraft } from './workflow-edits.ts'

/** Adds a step: a status of the library, or a new one. */
export function AddStep({ draft }: { draft: WorkflowDraft }) {
  const { library, statuses, change, select, addStatus } = useEditing()
  const mayAddStatus = useMay('process.publish')
  const [search, setSearch] = useState('')
  const { scope, steps } = draft
  const choices = useMemo(() => {
    const used = new Set(steps.map(({ status }) => status))
    const offered = library.filter((status) => status.scope === scope && !status.isRetired).map(({ key, name }) => ({ value: key, label: name, isUsed: used.has(key) }))
    return [{ group: 'Not in it yet', items: offered.filter(({ isUsed }) => !isUsed) }, { group: 'In it already', items: offered.filter(({ isUsed }) => isUsed) }].filter(({ items }) => items.length > 0)
  }, [library, scope, steps])
  const add = (key: string | null) => {
    const status = key === null ? undefined : statuses.get(key)
    if (!status) return
    change((now) => {
      const next = addStep(now, status)
      select({ step: next.steps.at(-1)?.key ?? '' })
      return next
    })
    setSearch('')
  }
  return (
    <div className={classes.addStep}>
      <Select
        aria-label="Add a step" placeholder="Add a step: a status of the library" searchable selectFirstOptionOnChange value={null} searchValue={search} onSearchChange={setSearch} onChange={add} data={choices} maxDropdownHeight={320}
        leftSection={<IconPlus size={16} />} nothingFoundMessage={mayAddStatus ? 'No such status. Add it with the button beside this.' : 'No such status. Owners and admins add statuses.'} className={classes.addSelect ?? ''}
        renderOption={({ option }) => {
          const status = statuses.get(option.value)
          return status && <span className={classes.option}><StatusBadge name={status.name} color={status.color} icon={status.icon} /><span className="dimmed">{rulesOf(status.category).name}</span></span>
        }}
      />
      {mayAddStatus && <Button variant="light" onClick={() => { addStatus(search.trim()); setSearch('') }}>New status{search.trim() && ` “${search.trim()}”`}</Button>}
    </div>
  )
}
