/** The commands, their help, and how mistakes and failures reach the person at the keyboard. */
import { Command, CommanderError, Option } from 'commander'
import { ConfigError } from '../config.ts'
import { ROLES } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { CHANNELS, LANGUAGES } from '../domain/labels.ts'
import { FALLBACKS } from '../domain/triage/request.ts'
import { UserError } from './user-error.ts'

/** 0: done. 1: something failed. 2: the call or a setting was wrong. */
const EXIT = { failed: 1, misused: 2 } as const

const EXAMPLES = `
Examples:
  npm run -s deljoo -- classify "برای بار سوم می‌نویسم، هنوز پولم برنگشته"
  npm run -s deljoo -- classify --in messages.jsonl --out answers.jsonl
  npm run -s deljoo -- import messages.csv
  npm run -s deljoo -- articles import knowledge/
  npm run -s deljoo -- eval labelled.jsonl
  npm run -s deljoo -- keys create --role service --name "web shop"

Settings come from the environment; docs/operations.md lists them.`

/** Each command's code is loaded only when it runs, so that help and mistakes answer at once. */
function createProgram(): Command {
  const program = new Command('deljoo')
    .description(
      'Reads what customers write in Persian, Arabic and English, and shows who needs you first and why.',
    )
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride()

  program
    .command('serve')
    .description('run the service (what `npm start` does)')
    .option('--demo', 'fill the database with a demo company in three languages, once')
    .action(async (options) => (await import('./commands/serve.ts')).serve(options))

  program
    .command('classify')
    .description('classify one text, or every line of a JSONL file')
    .argument('[text]', 'the message')
    .option(
      '--in <file>',
      'JSONL (or CSV) with a field "text" in each row; other fields than lang and channel are ignored',
    )
    .option('--out <file>', 'where the answers go, one line for each input line (default: standard output)')
    .addOption(new Option('--lang <lang>', 'what you know of the language').choices(LANGUAGES))
    .addOption(new Option('--channel <channel>', 'where it was written').choices(CHANNELS))
    .addOption(new Option('--fallback <when>', 'when to ask the LLM').choices(FALLBACKS).default('auto'))
    .option('--explain', 'add the reasons in the text')
    .action(async (text, options) => (await import('./commands/classify.ts')).classify(text, options))

  program
    .command('import')
    .description(
      'take in messages from a JSONL or CSV file; run it again after an interruption and it finishes',
    )
    .argument('<file>', 'rows in the shape of POST /v1/messages; CSV columns such as customer.email')
    .option('--no-triage', 'only store; a running service does the rest')
    .action(async (file, options) => (await import('./commands/import.ts')).importFile(file, options))

  program
    .command('eval')
    .description("score the local model on rows with the labelling guide's labels")
    .argument(
      '<file>',
      'JSONL with text, lang and any of sentiment, urgency, intent, emotion, topics, signals',
    )
    .option('--json', 'print the figures as JSON')
    .action(async (file, options) => (await import('./commands/evaluate.ts')).evaluateFile(file, options))

  const keys = program.command('keys').description('API keys')
  keys
    .command('create')
    .description('make a key and print it once')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'whose it is', 'unnamed')
    .action(async (options) => (await import('./commands/keys.ts')).createKeyCommand(options))
  keys
    .command('list')
    .description('list the keys (never the secrets)')
    .action(async () => (await import('./commands/keys.ts')).listKeysCommand())
  keys
    .command('revoke')
    .description('make a key useless at once')
    .argument('<id>', 'as `keys list` shows it')
    .action(async (id) => (await import('./commands/keys.ts')).revokeKeyCommand(id))

  program
    .command('articles')
    .description('what the desk knows')
    .command('import')
    .description('take in Markdown files with front matter; run it again and what changed is updated')
    .argument(
      '<folder>',
      'its .md files, also in folders below; front matter: lang, title, topics, answer, …',
    )
    .action(async (folder) => (await import('./commands/articles.ts')).importArticlesCommand(folder))

  const jobs = program.command('jobs').description('background work')
  jobs
    .command('list')
    .description('what is open, and what was given up')
    .action(async () => (await import('./commands/jobs.ts')).listJobsCommand())
  jobs
    .command('revive')
    .description('give what was given up another chance')
    .action(async () => (await import('./commands/jobs.ts')).reviveJobsCommand())

  program
    .command('bench')
    .description('measure latency and throughput of the service beside the raw model and a bare route')
    .option('--seconds <seconds>', 'for each measurement', '2')
    .action(async (options) => (await import('./commands/bench.ts')).bench(options))

  return program
}

/** Runs one command line and sets the exit code. User errors are one line on standard error, without a stack. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error)
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.misused
  if (error instanceof UserError || error instanceof ConfigError) {
    console.error(error.message)
    return EXIT.misused
  }
  if (error instanceof DeljooError) {
    console.error(
      [error.message, ...error.issues.map(({ path, message }) => `  ${path}: ${message}`)].join('\n'),
    )
    return EXIT.failed
  }
  console.error(
    `Something unexpected failed: ${expectedFailure(error) ?? (error instanceof Error ? error.stack : error)}`,
  )
  return EXIT.failed
}

/** Failures of the machine that a person can mend, in words. */
function expectedFailure(error: unknown): string | null {
  const { code, path, port } = error as { code?: string; path?: string; port?: number }
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is taken; set PORT to another one`
    case 'EACCES':
      return `no permission for ${path ?? `port ${port}`}`
    case 'ENOSPC':
      return 'the disk is full'
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return 'the database file cannot be opened as a database; see DATABASE_URL'
    default:
      return null
  }
}
