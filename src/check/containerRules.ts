import type { ContainerRule } from './containerRule';
import { programs } from './rules/g01Programs';
import { lineEndings } from './rules/g02LineEndings';
import { architecture } from './rules/g03Architecture';
import { manifest } from './rules/g04Manifest';
import { signals } from './rules/g05Signals';
import { init } from './rules/g06Init';
import { hidden } from './rules/g07Hidden';
import { user } from './rules/g08User';
import { address } from './rules/g09Address';
import { bindToPort } from './rules/g10BindToPort';
import { ping } from './rules/g11Ping';
import { start } from './rules/g12Start';
import { hyperparameters } from './rules/g13Hyperparameters';
import { channels } from './rules/g14Channels';
import { toolkit } from './rules/g15Toolkit';
import { model } from './rules/g16Model';
import { errors } from './rules/g17Errors';
import { buffering } from './rules/g18Buffering';
import { isolation } from './rules/g19Isolation';
import { credentials } from './rules/g20Credentials';
import { limits } from './rules/g21Limits';
import { routes } from './rules/g22Routes';
import { archive } from './rules/g23Archive';
import { readOnly } from './rules/g24ReadOnly';
import { sharedMemory } from './rules/g25SharedMemory';
import { driver } from './rules/g26Driver';
import { hostName } from './rules/g27HostName';
import { size } from './rules/g28Size';
import { charset } from './rules/g29Charset';
import { privileges } from './rules/g30Privileges';
import { registry } from './rules/g31Registry';
import { jvm } from './rules/g32Jvm';
import { metrics } from './rules/t64Metrics';
import { trains } from './rules/t51ExitCode';
import { failure } from './rules/t52Failure';
import { stopsTraining } from './rules/t56Stop';
import { server } from './rules/i02Server';
import { health } from './rules/i05Health';
import { connections } from './rules/i06Connections';
import { answerTime } from './rules/i07Time';
import { headers } from './rules/i09Headers';
import { answer } from './rules/i10Answer';
import { strange } from './rules/i11Strange';
import { stopsServing } from './rules/i12Stop';
import { ports } from './rules/i21Ports';
import { modelsLabel } from './rules/i26Models';
import { loads } from './rules/i27Load';
import { lists } from './rules/i28Lists';
import { invokes } from './rules/i29Invoke';
import { serverless } from './rules/i32Serverless';
import { parameters } from './rules/b04Parameters';
import { chunks } from './rules/b06Chunks';
import { processes } from './rules/p02Processing';
import { outputs } from './rules/p05Outputs';
import { exitMessage } from './rules/p08Message';
import { isolated } from './rules/a07Isolation';
import { validation } from './rules/a05Validation';
import { emptyModel } from './rules/emptyModel';
import { inPieces } from './rules/requestInPieces';
import { productRules } from './rules/productRequests';
import { clockFault, diskFault, memoryFault, processorFault } from './rules/faults';
import { secrets } from './rules/secretsInImage';

/** Every rule, in the order in which they are told. */
export const containerRules: readonly ContainerRule[] = [
  programs,
  lineEndings,
  architecture,
  manifest,
  signals,
  init,
  hidden,
  user,
  address,
  bindToPort,
  ping,
  start,
  hyperparameters,
  channels,
  toolkit,
  model,
  errors,
  buffering,
  isolation,
  credentials,
  limits,
  routes,
  archive,
  readOnly,
  sharedMemory,
  driver,
  hostName,
  size,
  charset,
  privileges,
  registry,
  jvm,
  trains,
  failure,
  stopsTraining,
  metrics,
  server,
  health,
  connections,
  answerTime,
  headers,
  answer,
  strange,
  stopsServing,
  ports,
  modelsLabel,
  loads,
  lists,
  invokes,
  serverless,
  parameters,
  chunks,
  processes,
  outputs,
  exitMessage,
  ...productRules,
  validation,
  isolated,
  inPieces,
  emptyModel,
  memoryFault,
  processorFault,
  diskFault,
  clockFault,
  secrets,
];
