import { dataLogStream } from '../../contract/transform';
import type { JobRecorder } from '../jobs/jobRecorder';

/** Writes the stream that says what happened to the data, in the form of the platform's (B4, B15). */
export function dataLog(recorder: JobRecorder): (line: string) => void {
  return (line) => {
    const time = new Date().toISOString().replace('Z', '');
    recorder.log(dataLogStream, `${time}:[sagemaker logs]: ${line}`);
  };
}
