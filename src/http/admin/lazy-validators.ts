import { AjvCompiler, type BuildCompilerFromPool } from '@fastify/ajv-compiler'

type Compiler = ReturnType<BuildCompilerFromPool>
type Validate = ReturnType<Compiler>

/** Compiles each validator when its first request arrives. Compiling all of them takes a tenth of the start-up time. */
export const lazyValidators = (): BuildCompilerFromPool => {
  const build = AjvCompiler()
  return (schemas, options) => {
    let compiler: Compiler | undefined
    return (route) => {
      let compiled: Validate | undefined
      const validate = (value: unknown) => {
        compiler ??= build(schemas, options)
        compiled ??= compiler(route)
        const isValid = compiled(value)
        validate.errors = compiled.errors
        return isValid
      }
      validate.errors = undefined as Validate['errors']
      return validate as Validate // Fastify only calls it and reads `errors`
    }
  }
}
