/** `npm start`: the service from the environment. `--demo` fills an empty database with a demo company. */
import { runProgram } from './cli/program.ts'

await runProgram(['serve', ...process.argv.slice(2)])
