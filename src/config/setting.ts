/** One setting. It has environment variables and possibly a flag, which takes precedence. */
export interface Setting<Value> {
  readonly flag?: string
  /** Name of the flag's value, such as `<number>`. Undefined for a flag without a value. */
  readonly argument?: string
  /** The first variable that is set and not empty is used. */
  readonly variables: readonly string[]
  /** Description in the help: a lower-case phrase. */
  readonly meaning: string
  readonly default?: string
  /** The allowed values, if they are a fixed set. */
  readonly choices?: readonly string[]
  /** What the value must be: the end of the sentence `--port must be …`. */
  readonly expects: string
  /** Whether errors must not show the value. */
  readonly secret?: boolean
  /** Converts the text to the value. Undefined if the text is invalid. */
  readonly parse: (text: string) => Value | undefined
}

/** A setting that always has a value. */
interface SettingWithDefault<Value> extends Setting<Value> {
  readonly default: string
}

/** Settings by their names in the code. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>

/** The values of a table of settings. A setting without a default may be undefined. */
export type Values<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: Table[Name] extends SettingWithDefault<infer Value>
    ? Value
    : Table[Name] extends Setting<infer Value>
      ? Value | undefined
      : never
}
