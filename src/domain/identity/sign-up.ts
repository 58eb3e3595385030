import { z } from 'zod'
import * as s from '../kernel/schema.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts'

/** What somebody says of themselves when they sign up. */
export const signUp = z.object({ name: s.line(100), email: s.email, password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD) })
