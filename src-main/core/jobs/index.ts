export { JobRunner } from './job-runner.ts'
export type { Asking, JobPlan } from './run-job.ts'
