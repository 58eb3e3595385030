/**
 * For so many days after it was finished a run still knows what was answered in it. From then on its order alone does, and the run
 * only that it made it.
 */
export const ANSWERS_KEPT_DAYS = 30
