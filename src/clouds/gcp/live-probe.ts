import type { HttpAnswer } from '../../provider/fetch-answer.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import { clockProblem } from '../../testbed/clock-problem.ts';
import { realContext } from '../../testbed/real-context.ts';
import { type LiveGcp, openLiveGcp, wordsOf } from './live-gcp.ts';
import { inputProblem, type Settings } from './live-settings.ts';

/** A project that may be used, because its user said which it is. */
export type ConfirmedProject =
  | { readonly ok: true; readonly gcp: LiveGcp }
  | { readonly ok: false; readonly problem: string };

/** Shows the project, and wants it confirmed: a variable that was exported once says nothing of what is meant today. */
export async function confirmProject(settings: Settings): Promise<ConfirmedProject> {
  const { env } = realContext();
  const problem = inputProblem(settings, env) ?? (await problemAt(settings)) ?? unconfirmed(settings, env);
  return problem === null ? { ok: true, gcp: openLiveGcp(settings) } : { ok: false, problem };
}

/** Whether the project is there for these credentials. Changes nothing. */
async function problemAt(settings: Settings): Promise<string | null> {
  try {
    const gcp = openLiveGcp(settings);
    const answer = await gcp.ask('GET', '');
    return clockProblem(answer.headers.get('date'), gcp.clock.now()) ?? answerProblem(gcp, answer);
  } catch (thrown) {
    if (isProviderError(thrown)) return credentialProblem(thrown.message);
    const { message, cause } = thrown as Error;
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message;
    return `Compute Engine cannot be reached (${reason}): check the network, or --url`;
  }
}

function credentialProblem(message: string): string {
  return `${message}: export one, or name a file by GOOGLE_APPLICATION_CREDENTIALS, and pass the variable on with --env`;
}

function answerProblem({ project }: LiveGcp, answer: HttpAnswer): string | null {
  const { status, text } = answer;
  if (status === 200) return null;
  if (status === 401)
    return `Compute Engine refuses the credentials (401): make new ones, or look at which are passed on with --env`;
  if (status === 404) return `there is no project ${project} for these credentials (404): write --account with its id`;
  if (/accessNotConfigured|SERVICE_DISABLED/.test(text)) {
    return `Compute Engine is switched off in ${project}: gcloud services enable compute.googleapis.com --project ${project}`;
  }
  return `Compute Engine does not show the project ${project} (${wordsOf(answer)}): look at the rights of the account`;
}

function unconfirmed({ account }: Settings, env: Readonly<Record<string, string | undefined>>): string | null {
  const { GOOGLE_CLOUD_PROJECT: project, GOOGLE_CLOUD_REGION: region } = env;
  if (account === undefined) {
    const where = region ? `, asked in ${region}` : '';
    return `GOOGLE_CLOUD_PROJECT says ${project}${where}: if that is the one, add --account ${project}`;
  }
  if (!project || project === account) return null;
  return `GOOGLE_CLOUD_PROJECT says ${project}, and --account says ${account}: export ${account}`;
}
