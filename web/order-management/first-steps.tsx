import { IconArrowRight, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../asking.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import classes from './first-steps.module.css'

/** The way from nothing to the first order, step by step, until it is gone; or a blueprint, which goes it at once. */
export function FirstSteps() {
  const { slug } = useHere().organization
  const words = useWords()
  const [mayEdit, mayApply] = [useMay('process.update'), useMay('blueprint.apply')]
  const statuses = useAsk('status.list', {}).data?.items
  const workflows = useAsk('workflow.list', {}).data?.items
  const types = useAsk('order_type.list', {}).data?.items
  const wizards = useAsk('wizard.list', {}).data?.items
  if (!mayEdit || !statuses || !workflows || !types || !wizards) return null
  const isRunning = types.length > 0 && (wizards.some(({ version }) => version !== null) || statuses.some(({ openOrders }) => openOrders > 0))
  if (isRunning) return null
  const steps = [
    { path: 'status-library' as const, name: 'Statuses', about: `What it is called where ${words.orders.toLowerCase()} stand`, isDone: statuses.length > 1 },
    { path: 'workflows' as const, name: 'Workflows', about: 'The ways from one status to the next', isDone: workflows.length > 0 },
    { path: 'order-types' as const, name: 'An order type', about: 'Which workflows one kind goes through', isDone: types.length > 0 },
    { path: 'action-wizards' as const, name: 'A wizard', about: `How ${words.orders.toLowerCase()} are taken in`, isDone: wizards.some(({ version }) => version !== null) },
  ]
  const next = steps.find(({ isDone }) => !isDone)
  return (
    <section className={classes.steps} aria-label="First steps">
      <div className={classes.head}>
        <h2>From nothing to your first {words.order.toLowerCase()}</h2>
        {mayApply && types.length === 0 && <Link to="/$organization/settings/blueprints" params={{ organization: slug }}>Or begin with a blueprint</Link>}
      </div>
      <ol>
        {steps.map((step) => (
          <li key={step.path} data-done={step.isDone || undefined} data-next={step === next || undefined}>
            {step.isDone ? <IconCircleCheck size={20} aria-hidden="true" /> : step === next ? <IconArrowRight size={20} aria-hidden="true" /> : <IconCircleDashed size={20} aria-hidden="true" />}
            <span><Link to={`/$organization/settings/order-management/${step.path}`} params={{ organization: slug }}>{step.name}</Link><span className="visually-hidden">{step.isDone ? ', done' : ''}</span><small>{step.about}</small></span>
          </li>
        ))}
      </ol>
    </section>
  )
}
