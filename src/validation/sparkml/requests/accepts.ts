import { accepts } from '../../environments/judgeEnvironments';

/** Whether the container answers to an Accept: it is one of three texts, letter by letter, or leaves the choice to the container (R07). */
export function isAccepted(accept: string | undefined): boolean {
  const asked = accept?.trim() ?? '';
  return asked === '' || asked === '*/*' || accepts.some((known) => known === accept);
}

/** What the container answers in. */
export function answerForm(accept: string | undefined, ofContainer: string | undefined): string {
  const asked = accept?.trim() ?? '';
  return (asked === '' || asked === '*/*' ? ofContainer : accept) ?? 'text/csv';
}
