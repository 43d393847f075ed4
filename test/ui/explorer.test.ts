import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateProcessingJobCommand,
  DescribeEndpointCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { chooseEngine } from '../../src/local/engineChoice';
import { CommandLine } from '../docker/local/commandLine';
import { docker } from '../docker/local/dockerState';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { suiteFolder } from '../machine/suiteFolder';

const role = 'arn:aws:iam::000000000000:role/sagemaker';
const image = 'served-in-the-explorer:latest';

/** Trains in no time, and says how well. */
const train = (loss: number) => `#!/usr/bin/env python3\nprint('loss=${loss};')\n`;
/** Answers whatever it is asked. */
const serve = `#!/usr/bin/env python3
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self): self.answer(b'')
    def do_POST(self): self.answer(b'{"score": 0.9}')
    def answer(self, body):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
HTTPServer(('', 8080), Answer).serve_forever()
`;

function writeImage(folder: string, program: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), `FROM python:3.11-slim\nCOPY ${program} /usr/local/bin/${program}\n`);
  writeFileSync(join(folder, program), text);
  chmodSync(join(folder, program), 0o755);
}

/** A definition that runs here, and one that AWS can be asked for. */
function writeProject(folder: string): void {
  writeImage(join(folder, 'image'), 'train', train(0.25));
  const MetricDefinitions = [{ Name: 'loss', Regex: 'loss=(.*?);' }];
  const write = (name: string, request: object) =>
    writeFileSync(join(folder, name), JSON.stringify(request, undefined, 2));
  write('score.invocation.json', { EndpointName: 'cars', Body: '4,2', Expect: { Body: '{"score": 0.9}' } });
  const AlgorithmSpecification = { TrainingImage: 'file://image', TrainingInputMode: 'File', MetricDefinitions };
  write('cars-here.training-job.json', {
    ...{ TrainingJobName: 'cars-here', AlgorithmSpecification, HyperParameters: { depth: '4' } },
  });
  const code = "print('loss=0.5;')";
  const program = { TrainingImage: 'python:3.11-slim', ContainerEntrypoint: ['python3', '-c', code] };
  write('cars-there.training-job.json', {
    ...{ TrainingJobName: 'cars-there', RoleArn: role, HyperParameters: { depth: '6' } },
    AlgorithmSpecification: { ...program, TrainingInputMode: 'File', MetricDefinitions },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  });
}

describe('local jobs and those of AWS in one view', function () {
  this.timeout(180_000);
  const folder = suiteFolder('explorer');
  let editor: EditorWindow;
  let server: CommandLine;
  let sagemaker: SageMakerClient;

  before(async () => {
    writeProject(mkdirAt(folder, 'project'));
    writeImage(join(folder, 'served'), 'serve', serve);
    const engine = await chooseEngine('docker', folder);
    const built = { context: join(folder, 'served'), dockerfile: 'Dockerfile', tag: image, labels: {} };
    await engine.build(built, () => undefined, new AbortController().signal);
    server = new CommandLine(mkdirAt(folder, 'account'), ['server', '--port', '0']);
    await server.untilSaid('Ctrl-C');
    const endpoint = /^http:\S+$/m.exec(server.stdout)?.[0] ?? '';
    process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    const keys = 'aws_access_key_id = local\naws_secret_access_key = local';
    const profile = `[profile factory]\nregion = eu-west-1\nendpoint_url = ${endpoint}\n${keys}\n`;
    const expired =
      '[profile cars-sso]\nregion = eu-west-1\nsso_session = cars\nsso_account_id = 1\nsso_role_name = r\n';
    const session = '[sso-session cars]\nsso_region = eu-west-1\nsso_start_url = http://127.0.0.1:9\n';
    writeFileSync(join(folder, 'config'), `${profile}${expired}${session}`);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    sagemaker = new SageMakerClient({ region: 'eu-west-1', endpoint, credentials });
    await fill(sagemaker);
    const settings = { 'sagemakerContainers.engine': 'process', 'sagemakerContainers.openLogOnRun': false };
    editor = await openEditorWindow({ workspace: join(folder, 'project'), settings });
  });
  after(async () => {
    delete process.env['AWS_CONFIG_FILE'];
    delete process.env['AWS_SHARED_CREDENTIALS_FILE'];
    await (editor as EditorWindow | undefined)?.close();
    await new CommandLine(join(folder, 'account'), ['stop', 'cars']).ended();
    server.interrupt();
    await server.ended();
    await docker.getImage(image).remove({ force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  async function fill(client: SageMakerClient): Promise<void> {
    const Tags = [{ Key: 'created-by', Value: 'sagemaker-containers' }];
    await client.send(
      new CreateModelCommand({ ModelName: 'cars', ExecutionRoleArn: role, PrimaryContainer: { Image: image }, Tags }),
    );
    const variant = { VariantName: 'AllTraffic', ModelName: 'cars', InitialInstanceCount: 1 };
    const ProductionVariants = [{ ...variant, InstanceType: 'ml.m5.large' as const }];
    await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'cars', ProductionVariants, Tags }));
    await client.send(new CreateEndpointCommand({ EndpointName: 'cars', EndpointConfigName: 'cars', Tags }));
    const cluster = { InstanceType: 'ml.m5.large' as const, InstanceCount: 1, VolumeSizeInGB: 1 };
    await client.send(
      new CreateProcessingJobCommand({
        ...{ ProcessingJobName: 'prepare-cars', RoleArn: role, ProcessingResources: { ClusterConfig: cluster } },
        AppSpecification: { ImageUri: 'python:3.11-slim', ContainerEntrypoint: ['python3', '-c', 'print("prepared")'] },
      }),
    );
  }

  const header = (title: string) => editor.page.locator('.pane-header', { hasText: title }).first();
  /** A row of the view of jobs. */
  const rowOf = (text: string | RegExp) =>
    editor.page
      .locator('.pane', { has: editor.page.locator('.pane-header', { hasText: /^Jobs/ }) })
      .locator('.monaco-list-row')
      .filter({ hasText: text })
      .first();
  const expand = async (text: string | RegExp) => {
    await rowOf(text).click();
    await editor.page.keyboard.press('ArrowRight');
  };
  const choose = (text: string | RegExp) =>
    editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text }).first().click();
  /** Each list is waited for by its title: regions stand in the list of profiles too, and it is still there for a moment. */
  const chooseProfile = async (profile: string) => {
    const list = (title: string) => editor.page.locator('.quick-input-widget:visible', { hasText: title });
    await list('Which AWS profile?').locator('.monaco-list-row', { hasText: profile }).first().click();
    const regions = list('Which AWS region?').locator('.monaco-list-row', { hasText: 'eu-west-1' });
    await regions.filter({ hasText: 'region of the profile' }).click();
  };

  it('says what to do while there is nothing', async () => {
    await editor.open('cars-here.training-job.json');
    await editor.page.locator('.codelens-decoration a').filter({ hasText: 'Submit to AWS' }).first().waitFor();
    await editor.showContainer('SageMaker Containers');
    await editor.page.getByRole('button', { name: 'Connect to AWS' }).first().waitFor();
    await editor.screenshot('explorer-empty');
  });

  it('shows a connection with its account beside this machine', async () => {
    await editor.run('SageMaker Containers: Run Definition');
    await editor.notification('cars-here completed in').waitFor({ timeout: 60_000 });
    await editor.run('SageMaker Containers: Connect to AWS');
    await chooseProfile('factory');
    await rowOf(/factory · eu-west-1\s*000000000000/).waitFor();
    await rowOf('This machine').waitFor();
    await rowOf(/cars-here/).waitFor();
    await editor.run('Notifications: Clear All Notifications');
    // All room is for the jobs.
    await header('Definitions').click();
    await header('Endpoints').click();
  });

  it('submits a definition once a person has said yes, and shows its job', async () => {
    await editor.open('cars-there.training-job.json');
    await editor.run('SageMaker Containers: Submit to AWS');
    await chooseProfile('factory');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText('Account: 000000000000').waitFor();
    await editor.screenshot('explorer-confirm');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await editor.page.locator('.panel .view-line', { hasText: 'CreateTrainingJob' }).first().waitFor();
    await editor.run('View: Hide Panel');
    await expand(/^Training jobs/);
    await rowOf(/cars-there-\d/).waitFor();
    await rowOf(/cars-there-.*Completed/).waitFor({ timeout: 60_000 });
  });

  it('says which endpoints cost money, with their machines', async () => {
    const isThere = async () =>
      (await sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'cars' }))).EndpointStatus === 'InService';
    while (!(await isThere())) await editor.page.waitForTimeout(200);
    await editor.run('SageMaker Containers: Refresh');
    await rowOf(/endpoints that cost money: 1/).waitFor();
    await expand(/^Endpoints\s*1/);
    await rowOf(/^cars\s*InService · \d+ min, costs money/).waitFor();
    await expand(/^cars\s*InService/);
    await rowOf(/AllTraffic\s*1 × ml.m5.large/).waitFor();
    await expand(/^Processing jobs/);
    await rowOf(/prepare-cars/).waitFor();
    await editor.screenshot('explorer-tree');
  });

  it('sends a fixture to an endpoint, and shows the answer as a test', async () => {
    await rowOf(/^cars\s*InService/).hover();
    await rowOf(/^cars\s*InService/)
      .getByRole('button', { name: 'Send' })
      .click();
    await editor.page.locator('.quick-input-widget:visible').getByText('Send which fixture to cars?').waitFor();
    await choose('score');
    await editor.notification('The fixture got the expected answer.').waitFor();
    await editor.screenshot('explorer-answer');
    await editor.run('Notifications: Clear All Notifications');
  });

  it('shows only what fits a filter, and says so', async () => {
    await editor.run('SageMaker Containers: Filter Jobs');
    await editor.page.locator('.quick-input-widget:visible').getByText('whose name contains').waitFor();
    await editor.page.locator('.quick-input-widget:visible input').first().fill('here');
    await editor.page.keyboard.press('Enter');
    await choose('Any status');
    await editor.page.getByText('Only "here"').waitFor();
    await rowOf('Nothing fits the filter').waitFor();
    await rowOf(/cars-here/).waitFor();
    await editor.run('SageMaker Containers: Clear Filter');
    await rowOf(/cars-there-/).waitFor();
  });

  it('lays a local job beside one of AWS', async () => {
    await editor.run('SageMaker Containers: Compare Jobs');
    await choose('cars-here');
    await choose(/cars-there-/);
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.monaco-diff-editor').waitFor();
    const table = editor.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await table.getByRole('cell', { name: 'HyperParameters.depth' }).waitFor();
    await table.getByRole('row', { name: /loss.*0\.25.*0\.5/ }).waitFor();
    await editor.screenshot('explorer-compare');
    await editor.run('View: Close All Editors');
  });

  it('makes a definition file of a job of AWS', async () => {
    await editor.run('SageMaker Containers: Clone as Definition File');
    await choose(/cars-there-/);
    await editor.page.locator('.quick-input-widget:visible').getByText('Clone as Definition File').waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active', { hasText: /cars-there-.*training-job\.json/ }).waitFor();
    await editor.page.locator('.view-line', { hasText: 'ContainerEntrypoint' }).waitFor();
  });

  it('lists what was created from here before it deletes any of it', async () => {
    await editor.run('SageMaker Containers: Delete What Was Created from Here');
    const list = editor.page.locator('.quick-input-widget:visible .monaco-list-row');
    await list.filter({ hasText: /cars.*endpoint · InService/ }).waitFor();
    await editor.screenshot('explorer-cleanup');
    await editor.page.keyboard.press('Escape');
  });

  it('says what to do where a sign-in is missing', async () => {
    await editor.run('SageMaker Containers: Connect to AWS');
    await chooseProfile('cars-sso');
    await editor.notification('cars-sso').getByRole('button', { name: 'Sign In' }).waitFor();
    await rowOf(/cars-sso · eu-west-1\s*not connected/).waitFor();
  });

  it('asks nothing of any other machine', () => {
    assert.deepEqual(editor.requestsElsewhere, []);
  });
});

function mkdirAt(...parts: readonly string[]): string {
  const path = join(...parts);
  mkdirSync(path, { recursive: true });
  return realpathSync(path);
}
