/** Makes the Python environment of the training code where it is due: a program, so that others can run beside it. */
import { runMain } from '../bootstrap.mjs'
import { trainingPython } from '../python.mjs'

runMain(async () => {
  trainingPython()
  return 0
})
