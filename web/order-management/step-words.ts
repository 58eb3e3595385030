import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import { spelled } from '../kit/spelled.ts'

const places: Record<string, string> = { [ANY_STEP]: 'any step', [OPEN_STEPS]: 'any open step', [WHERE_HELD_FROM]: 'where it was held from', [NEXT_PHASE]: 'the next phase' }

/** What a transition names besides steps, in words. */
export function placeName(place: string): string {
  return places[place] ?? spelled(place)
}
