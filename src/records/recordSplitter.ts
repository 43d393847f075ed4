import type { SplitType } from '@aws-sdk/client-sagemaker';
import type { RecordSplitter, SplitLimit } from './dataRecord';
import { splitLines } from './splitLines';
import { splitRecordIO } from './splitRecordIO';
import { splitTFRecord } from './splitTFRecord';
import { splitWhole } from './splitWhole';

const splitters: Readonly<Record<SplitType, (limit: SplitLimit) => RecordSplitter>> = {
  None: splitWhole,
  Line: splitLines,
  RecordIO: splitRecordIO,
  TFRecord: splitTFRecord,
};

/** How a file with this `SplitType` becomes records (B5). */
export function recordSplitter(splitType: SplitType, limit: SplitLimit): RecordSplitter {
  return splitters[splitType](limit);
}
