import { AjvCompiler, type BuildCompilerFromPool } from '@fastify/ajv-compiler'

type Compiler = ReturnType<BuildCompilerFromPool>
type Validate = ReturnType<Compiler>

/**
 * Fastify's validators of what comes with a request, each compiled when the first request needs it: to compile them all
 * takes a tenth of a start.
 */
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
      return validate as Validate // Fastify asks for nothing else of one
    }
  }
}
