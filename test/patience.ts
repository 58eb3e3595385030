/** How long a test waits for what must come (milliseconds). Generous: it costs nothing where the thing comes, and a busy machine is no defect. */
export const patience = { timeout: 20_000, interval: 10 }
