/** A unique index refused a write. */
export class UniqueViolation extends Error {
  readonly constraint: string

  constructor(constraint: string) {
    super(`${constraint} is taken`)
    this.name = 'UniqueViolation'
    this.constraint = constraint
  }
}

/** A row that a write refers to does not exist. */
export class MissingReference extends Error {
  readonly constraint: string

  constructor(constraint: string) {
    super(`${constraint} refers to nothing`)
    this.name = 'MissingReference'
    this.constraint = constraint
  }
}

/** The database cannot be reached at present. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause })
    this.name = 'DatabaseUnavailable'
  }
}
