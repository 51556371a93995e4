/** What may come next on the command line, from the commands themselves; and the scripts by which shells ask. Pure. */
import type { Argument, Command, Option } from 'commander'

/** `teams`: IDs to choose from. Empty: the shell completes file names. */
export function completionsFor(program: Command, words: readonly string[], teams: readonly string[]): readonly string[] {
  const typed = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const { command, rest } = commandOfWords(program, before)
  const option = optionTakingValue(command, before.at(-1))
  const candidates = option === null ? nextWords(command, rest, typed) : valuesOf(option, teams)
  return candidates.filter((word) => word.startsWith(typed))
}

/** The command that the words name, and the words behind its name that are no options. */
function commandOfWords(program: Command, words: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } {
  let command = program
  const rest: string[] = []
  for (const [index, word] of words.entries()) {
    if (word.startsWith('-') || optionTakingValue(command, words[index - 1]) !== null) continue
    const inner = rest.length > 0 ? undefined : visibleCommands(command).find((one) => one.name() === word || one.aliases().includes(word))
    if (inner) command = inner
    else rest.push(word)
  }
  return { command, rest }
}

function optionTakingValue(command: Command, word: string | undefined): Option | null {
  const found = word?.startsWith('-') ? command.options.find(({ long, short }) => long === word || short === word) : undefined
  return found && (found.required || found.optional) ? found : null
}

function nextWords(command: Command, rest: readonly string[], typed: string): readonly string[] {
  if (typed.startsWith('-')) return [...command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : [])), '--help']
  if (rest.length > 0) return argumentAt(command, rest.length)?.argChoices ?? []
  return [...visibleCommands(command).map((inner) => inner.name()), ...(argumentAt(command, 0)?.argChoices ?? [])]
}

function argumentAt({ registeredArguments }: Command, index: number): Argument | undefined {
  return registeredArguments[index] ?? (registeredArguments.at(-1)?.variadic ? registeredArguments.at(-1) : undefined)
}

function valuesOf({ long, argChoices }: Option, teams: readonly string[]): readonly string[] {
  return long === '--team' ? teams : (argChoices ?? [])
}

function visibleCommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command)
}

const SCRIPTS = {
  bash: `# scs-sprint: put this line into ~/.bashrc: eval "$(scs-sprint completion bash)"
_scs_sprint() {
  local IFS=$'\\n'
  COMPREPLY=($(scs-sprint complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _scs_sprint scs-sprint
`,
  zsh: `#compdef scs-sprint
# scs-sprint: put this line into ~/.zshrc, below compinit: eval "$(scs-sprint completion zsh)"
_scs_sprint() {
  local -a found
  found=("\${(@f)$(scs-sprint complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _scs_sprint scs-sprint
`,
  fish: `# scs-sprint: scs-sprint completion fish >~/.config/fish/completions/scs-sprint.fish
function __scs_sprint
    set -l words (commandline -opc) (commandline -ct)
    set -l found (scs-sprint complete -- $words[2..] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c scs-sprint -f -a '(__scs_sprint)'
`,
} as const

export type CompletedShell = keyof typeof SCRIPTS

export const completedShells = Object.keys(SCRIPTS) as readonly CompletedShell[]

export function completionScript(shell: CompletedShell): string {
  return SCRIPTS[shell]
}
