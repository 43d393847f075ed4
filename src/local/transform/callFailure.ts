import { AppError } from '../../contract/appError';
import type { Payload } from '../../records/payloads';
import type { ModelAnswer } from '../hosting/modelClient';

/** Characters of a container's answer that are told. */
const shown = 300;

/** Why an answer can't be stored, in the platform's words (B10); undefined for one that can. @param several say which container it was */
export function faultOfAnswer(answer: ModelAnswer, several: boolean): AppError | undefined {
  const { status, failure, body, member } = answer;
  if (failure === undefined && status >= 200 && status < 300) return undefined;
  const who = several ? ` (container ${member.hostname})` : '';
  const said = beginning(body);
  if (failure !== undefined)
    return new AppError('transform.noAnswer', `Unable to get response from algorithm${who}: ${said}`, 'See its log.');
  const code = status < 500 ? 'transform.refused' : 'transform.failed';
  const what = `Bad HTTP status received from algorithm${who}: ${String(status)}`;
  return new AppError(code, said === '' ? what : `${what}: ${said}`, 'See the log of the container.');
}

/** The same with the records that it is about, for whoever reads the reason of a failed job. */
export function atRecords({ firstRecord, records }: Payload, fault: AppError): AppError {
  const last = firstRecord + records - 1;
  const place = records === 1 ? `record ${String(firstRecord)}` : `records ${String(firstRecord)} to ${String(last)}`;
  return new AppError(fault.code, `${place}: ${fault.message}`, fault.action, { cause: fault });
}

/** Whose fault it is, in the platform's words: the client's for data that is refused or can't be read, else the algorithm's. */
export function partyOf({ code }: AppError): 'ClientError' | 'AlgorithmError' {
  return code === 'transform.noAnswer' || code === 'transform.failed' ? 'AlgorithmError' : 'ClientError';
}

function beginning(body: Buffer): string {
  const text = body
    .subarray(0, shown * 4)
    .toString('utf8')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
