export { JobRunner, type JobRunnerOptions } from './job-runner.ts'
export type { Asking, JobPlan, Outcome, Question } from './run-job.ts'
