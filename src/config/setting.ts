/** One thing that can be set. It has a flag, or an environment variable, or both; the flag wins. */
export interface Setting<Value> {
  readonly flag?: string
  /** What stands after the flag; none for a flag that is only given or not. */
  readonly argument?: string
  /** The first one that is set and not empty counts. */
  readonly variables: readonly string[]
  readonly meaning: string
  readonly default?: string
  /** The words that the value is one of. */
  readonly choices?: readonly string[]
  /** What the value has to be, to end the sentence `--port wants …`. */
  readonly expects: string
  /** Whether the value must not be shown. */
  readonly secret?: boolean
  /** The value that the text stands for; undefined when it stands for none. */
  readonly parse: (text: string) => Value | undefined
}

/** One that always has a value. */
interface SettingWithDefault<Value> extends Setting<Value> {
  readonly default: string
}

/** Settings by the name that the code knows them by. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>

/** What a table of settings is read into: a setting without default may be undefined. */
export type Values<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: Table[Name] extends SettingWithDefault<infer Value>
    ? Value
    : Table[Name] extends Setting<infer Value>
      ? Value | undefined
      : never
}
