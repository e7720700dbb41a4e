import { Argument, type Command } from 'commander'
import { bashCompletion } from './completion-bash.ts'
import { fishCompletion } from './completion-fish.ts'
import { completionTree } from './completion-tree.ts'
import { zshCompletion } from './completion-zsh.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

const shellNames = ['bash', 'zsh', 'fish'] as const satisfies readonly (keyof typeof shells)[]

/** Adds the `completion` command. Call it last: the scripts contain the commands that exist when it runs. */
export const addCompletion = (parent: Command, terminal: Terminal): void => {
  parent
    .command('completion')
    .description('Print a script that completes commands, options and their values in a shell.')
    .addHelpText(
      'after',
      examples('completion bash > ~/.local/share/bash-completion/completions/identity-center-scim'),
    )
    .addArgument(new Argument('<shell>', 'shell').choices(shellNames))
    .addHelpText(
      'after',
      `
To enable it in every new shell:
  In ~/.bashrc:                   source <(${parent.name()} completion bash)
  In ~/.zshrc, after compinit:    source <(${parent.name()} completion zsh)
  In ~/.config/fish/config.fish:  ${parent.name()} completion fish | source`,
    )
    .action((shell: keyof typeof shells) => {
      terminal.out(shells[shell](parent.name(), completionTree(parent, 'serve')))
    })
}
