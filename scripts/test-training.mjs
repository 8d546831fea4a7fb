/**
 * npm run test:training [-- pytest arguments…]: the tests of models/training, in a Python environment of their own. Ends
 * with what failed and one line: "N passed, N failed".
 */
import { runMain, say } from './bootstrap.mjs'
import { runPytest } from './check/pytest.mjs'
import { close } from './check/result.mjs'

runMain(async args => close([await runPytest(args)], say))
