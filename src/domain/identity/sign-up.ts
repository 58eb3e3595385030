import { z } from 'zod'
import * as s from '../kernel/schema.ts'

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 128

/** What somebody says of themselves when they sign up. */
export const signUp = z.object({ name: s.line(100), email: s.email, password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD) })
