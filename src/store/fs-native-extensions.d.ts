declare module 'fs-native-extensions' {
  /** Locks the file for this descriptor; false when another descriptor has it. The lock ends with the process. */
  export function tryLock(fd: number): boolean
}
