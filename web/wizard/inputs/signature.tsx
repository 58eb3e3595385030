import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { wordsFor } from '../../problem.ts'
import { FilePicture } from '../file-picture.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useBeforeLeaving, useRun, type InputProps } from '../run-context.ts'
import classes from '../wizard.module.css'

const [WIDTH, HEIGHT] = [720, 240]

/** A signature: drawn by finger, pen or mouse, or typed by whoever cannot; either way a picture on the order. */
export function SignatureQuestion({ question }: InputProps) {
  const { client, size } = useRun()
  const { value, set, common } = useAnswer(question)
  const [isTyping, setTyping] = useState(false)
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const given = typeof value === 'string' ? value : undefined

  /** Says whether it was kept. */
  const keep = async (canvas: HTMLCanvasElement): Promise<boolean> => {
    setFailure(undefined)
    setBusy(true)
    try {
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (blob) set((await client.upload(new File([blob], 'signature.png', { type: 'image/png' }))).id)
      return blob !== null
    } catch (error) {
      setFailure(wordsFor(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  const button = size === 'touch' ? 'md' : 'xs'
  return (
    <QuestionGroup question={question}>
      {given ? (
        <>
          <div className={classes.signature}><FilePicture id={given} alt="Signature" /></div>
          <div><Button variant="default" size={button} onClick={() => set(undefined)}>Sign again</Button></div>
        </>
      ) : isTyping ? (
        <div className={classes.typedSignature}>
          <TextInput id={`${common.id}-typed`} label="Full name, as signature" size={common.size} autoComplete="name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button size={button} loading={isBusy} disabled={name.trim() === ''} onClick={() => void keep(written(name.trim()))}>Sign with this name</Button>
          <Button size={button} variant="subtle" color="gray" onClick={() => setTyping(false)}>Draw instead</Button>
        </div>
      ) : (
        <DrawnSignature label={question.label} isBusy={isBusy} button={button} onDone={keep} onType={() => setTyping(true)} />
      )}
      {failure && <p className={classes.fault} role="alert">{failure}</p>}
    </QuestionGroup>
  )
}

type DrawnProps = { label: string; isBusy: boolean; button: 'md' | 'xs'; onDone: (canvas: HTMLCanvasElement) => Promise<boolean>; onType: () => void }

function DrawnSignature({ label, isBusy, button, onDone, onType }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number }>(undefined)
  const [isEmpty, setEmpty] = useState(true)
  useEffect(() => void (canvas.current && paper(canvas.current)), [])
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * WIDTH, y: ((event.clientY - box.top) / box.height) * HEIGHT }
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!last.current || !pen) return
    const next = at(event)
    pen.beginPath()
    pen.moveTo(last.current.x, last.current.y)
    pen.lineTo(next.x, next.y)
    pen.stroke()
    last.current = next
    setEmpty(false)
  }
  // Whoever signed and goes on has signed.
  useBeforeLeaving(async () => !canvas.current || isEmpty || onDone(canvas.current))
  const clear = () => {
    if (canvas.current) paper(canvas.current)
    setEmpty(true)
  }
  return (
    <>
      <canvas
        ref={canvas} width={WIDTH} height={HEIGHT} className={classes.canvas} aria-label={`${label}: draw here with a finger, a pen or the mouse`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = at(event)
          draw(event)
        }}
        onPointerMove={draw}
        onPointerUp={() => void (last.current = undefined)}
        onPointerCancel={() => void (last.current = undefined)}
      />
      <div className={classes.row}>
        <Button size={button} loading={isBusy} disabled={isEmpty} onClick={() => canvas.current && void onDone(canvas.current)}>Use this signature</Button>
        <Button size={button} variant="default" disabled={isEmpty} onClick={clear}>Clear</Button>
        <Button size={button} variant="subtle" color="gray" onClick={onType}>Type it instead</Button>
      </div>
    </>
  )
}

/** White paper and a black pen, in the dark too: it is printed. */
function paper(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  Object.assign(pen, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' })
}

function written(name: string): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  paper(canvas)
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  pen.fillStyle = '#111'
  pen.textAlign = 'center'
  pen.font = 'italic 64px Georgia, serif'
  pen.fillText(name, WIDTH / 2, HEIGHT / 2 + 20, WIDTH - 60)
  return canvas
}
