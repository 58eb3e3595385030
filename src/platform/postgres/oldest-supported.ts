/** The oldest major version of PostgreSQL that Docket works with. */
export const oldestSupported = 15
