import {
  IconAbc, IconAlignLeft, IconAt, IconBarcode, IconCalendar, IconCalendarClock, IconCamera, IconCash, IconCheckbox, IconClock, IconHome, IconList,
  IconListCheck, IconNumber123, IconPaperclip, IconPhone, IconRulerMeasure, IconSignature, IconUser, type Icon,
} from '@tabler/icons-react'
import type { FieldDefinition } from '#domain/workflows/schema.ts'

export type FieldKind = FieldDefinition['kind']

/** Every kind of field as one chooses it: what it is called, and what it is for. */
export const fieldKindWords: Record<FieldKind, { name: string; about: string; Icon: Icon }> = {
  text: { name: 'Text', about: 'One line of text', Icon: IconAbc },
  long_text: { name: 'Long text', about: 'Several lines of text', Icon: IconAlignLeft },
  number: { name: 'Number', about: 'A number, with decimals if need be', Icon: IconNumber123 },
  money: { name: 'Amount', about: 'An amount of money', Icon: IconCash },
  yes_no: { name: 'Yes or no', about: 'A box to tick', Icon: IconCheckbox },
  choice: { name: 'One of several', about: 'Exactly one out of a list', Icon: IconList },
  choices: { name: 'Some of several', about: 'Any number out of a list', Icon: IconListCheck },
  date: { name: 'Date', about: 'A day', Icon: IconCalendar },
  time: { name: 'Time', about: 'A time of day', Icon: IconClock },
  date_time: { name: 'Date and time', about: 'A day with its time', Icon: IconCalendarClock },
  phone: { name: 'Phone number', about: 'A number to call', Icon: IconPhone },
  email: { name: 'Email', about: 'An email address', Icon: IconAt },
  address: { name: 'Address', about: 'Street, city and country', Icon: IconHome },
  person: { name: 'Team member', about: 'Somebody of the team', Icon: IconUser },
  photo: { name: 'Photos', about: 'Pictures from the camera or a file', Icon: IconCamera },
  file: { name: 'File', about: 'A document: PDF or picture', Icon: IconPaperclip },
  signature: { name: 'Signature', about: 'Written with the finger or the mouse', Icon: IconSignature },
  barcode: { name: 'Barcode', about: 'Scanned, or typed in', Icon: IconBarcode },
  measurement: { name: 'Measurement', about: 'A number with its unit: 120 cm', Icon: IconRulerMeasure },
}

export const fieldKindChoices = Object.entries(fieldKindWords).map(([value, { name }]) => ({ value: value as FieldKind, label: name }))

export const hasOptions = (kind: string) => kind === 'choice' || kind === 'choices'
