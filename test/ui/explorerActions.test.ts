import assert from 'node:assert/strict';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateModelCommand, CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CommandLine } from '../docker/local/commandLine';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { suiteFolder } from '../machine/suiteFolder';

const RoleArn = 'arn:aws:iam::000000000000:role/sagemaker';
const Tags = [{ Key: 'created-by', Value: 'sagemaker-containers' }];
const device = 'arn:aws:iam::000000000000:mfa/me';
const code = '123456';

/** Ends at once, or when it is asked to stop. */
const programs = {
  'done-cars': 'print("done")',
  'slow-cars':
    'import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); print("slow", flush=True); time.sleep(600)',
};

describe('what can be done with jobs of AWS in their view', function () {
  this.timeout(120_000);
  const folder = suiteFolder('actions');
  const variables = { ...process.env };
  let editor: EditorWindow;
  let server: CommandLine;
  let front: Server;

  before(async () => {
    server = new CommandLine(folderAt('account'), ['server', '--port', '0']);
    await server.untilSaid('Ctrl-C');
    const endpoint = /^http:\S+$/m.exec(server.stdout)?.[0] ?? '';
    await fill(endpoint);
    front = await takeRoles(endpoint);
    writeProfiles(`http://127.0.0.1:${String((front.address() as AddressInfo).port)}`);
    writeFileSync(join(folderAt('project'), 'cars.training-job.json'), '{}');
    process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    editor = await openEditorWindow({ workspace: join(folder, 'project') });
    await editor.showContainer('SageMaker Containers');
    for (const title of ['Definitions', 'Endpoints']) {
      await editor.page.locator('.pane-header', { hasText: title }).first().click();
    }
  });
  after(async () => {
    await (editor as EditorWindow | undefined)?.close();
    process.env = variables;
    front.closeAllConnections();
    front.close();
    server.interrupt();
    await server.ended();
    rmSync(folder, { recursive: true, force: true });
  });

  function folderAt(name: string): string {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  }

  async function fill(endpoint: string): Promise<void> {
    const client = { region: 'eu-west-1', endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
    const [sagemaker, s3] = [new SageMakerClient(client), new S3Client({ ...client, forcePathStyle: true })];
    await s3.send(new CreateBucketCommand({ Bucket: 'out' }));
    for (const [TrainingJobName, program] of Object.entries(programs)) {
      await sagemaker.send(
        new CreateTrainingJobCommand({
          ...{ TrainingJobName, RoleArn, Tags },
          AlgorithmSpecification: {
            ...{ TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File' },
            ContainerEntrypoint: ['python3', '-c', program],
          },
          OutputDataConfig: { S3OutputPath: 's3://out/' },
          ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
          StoppingCondition: { MaxRuntimeInSeconds: 600 },
        }),
      );
    }
    const PrimaryContainer = { Image: 'python:3.11-slim' };
    await sagemaker.send(
      new CreateModelCommand({ ModelName: 'cars', ExecutionRoleArn: RoleArn, PrimaryContainer, Tags }),
    );
  }

  /** The local endpoint has no roles: they are given here, for the code of a device. All else goes there. */
  async function takeRoles(endpoint: string): Promise<Server> {
    const answering = http.createServer((request, response) => {
      void buffer(request).then((body) => {
        const form = new URLSearchParams(body.toString());
        if (form.get('Action') === 'AssumeRole') {
          const isRight = form.get('TokenCode') === code && form.get('SerialNumber') === device;
          response.writeHead(isRight ? 200 : 403, { 'content-type': 'text/xml' }).end(isRight ? role : wrongCode);
          return;
        }
        const headers = { ...request.headers, host: new URL(endpoint).host };
        const on = http.request(`${endpoint}${request.url ?? ''}`, { method: request.method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        });
        on.on('error', () => response.destroy()).end(body);
      });
    });
    await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
    return answering;
  }

  function writeProfiles(endpoint: string, more = ''): void {
    const profile = (name: string, values: string) =>
      `[profile ${name}]\nregion = eu-west-1\nendpoint_url = ${endpoint}\n${values}\n`;
    const keys = 'aws_access_key_id = local\naws_secret_access_key = local';
    const withDevice = `role_arn = ${RoleArn}\nsource_profile = factory\nmfa_serial = ${device}`;
    const later = more === '' ? 'credential_process = false' : more;
    writeFileSync(
      join(folder, 'config'),
      profile('factory', keys) + profile('guarded', withDevice) + profile('later', later),
    );
  }

  const rowOf = (text: string | RegExp) =>
    editor.page
      .locator('.pane', { has: editor.page.locator('.pane-header', { hasText: /^Jobs/ }) })
      .locator('.monaco-list-row')
      .filter({ hasText: text })
      .first();
  /** Write what is looked for and take the first row, as people do at the keyboard. */
  const choose = async (text: string) => {
    const widget = editor.page.locator('.quick-input-widget:visible');
    await widget.locator('.monaco-list-row', { hasText: text }).first().waitFor();
    await widget.locator('input').first().fill(text);
    await widget.locator('.monaco-list-row.focused', { hasText: text }).waitFor();
    await editor.page.keyboard.press('Enter');
    await widget.locator('.monaco-list-row.focused', { hasText: text }).waitFor({ state: 'hidden' });
  };
  const connect = async (profile: string) => {
    await editor.run('SageMaker Containers: Connect to AWS');
    await choose(profile);
    await choose('eu-west-1');
  };
  const answerCode = async (text: string) => {
    const question = editor.page.locator('.quick-input-widget:visible', { hasText: 'Code of the MFA device' });
    await question.waitFor();
    await question.locator('input').first().fill(text);
    await editor.page.keyboard.press('Enter');
    await question.waitFor({ state: 'hidden' });
  };

  it('asks for the code of a device, and again where it was wrong', async () => {
    await connect('guarded');
    await answerCode('000000');
    await rowOf('AWS did not take the code of the MFA device').waitFor();
    await rowOf(/This machine/).waitFor();
    await editor.run('Notifications: Clear All Notifications');
    await rowOf('AWS did not take the code of the MFA device').click();
    await answerCode(code);
    await rowOf(/guarded · eu-west-1\s*000000000000/).waitFor();
    await editor.run('SageMaker Containers: Disconnect');
    await rowOf('guarded').waitFor({ state: 'hidden' });
  });

  it('connects as soon as the shared files say how', async () => {
    await connect('later');
    await rowOf(/later · eu-west-1\s*not connected/).waitFor();
    await editor.run('Notifications: Clear All Notifications');
    const { port } = front.address() as AddressInfo;
    const keys = 'aws_access_key_id = local\naws_secret_access_key = local';
    writeProfiles(`http://127.0.0.1:${String(port)}`, keys);
    await rowOf(/later · eu-west-1\s*000000000000/).waitFor();
  });

  it('keeps a job at the top, describes it and brings its artifacts', async () => {
    await rowOf(/^Training jobs/).click();
    await editor.page.keyboard.press('ArrowRight');
    await rowOf(/done-cars.*Completed/).waitFor({ timeout: 60_000 });
    await rowOf(/^Training jobs\s*2/).waitFor();
    await editor.run('SageMaker Containers: Pin');
    await choose('done-cars');
    await rowOf(/^Pinned/).waitFor();
    await rowOf(/done-cars\s*Completed.*later · eu-west-1/).waitFor();
    await editor.run('SageMaker Containers: Describe Job or Endpoint');
    await choose('done-cars');
    await editor.page.locator('.view-line', { hasText: 's3://out/done-cars/output/model.tar.gz' }).first().waitFor();
    await editor.run('SageMaker Containers: Download Artifacts');
    await choose('done-cars');
    await editor.page.locator('.quick-input-widget:visible', { hasText: 'Download into which folder?' }).waitFor();
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'Download' }).click();
    await editor.notification('The artifacts of done-cars are in').waitFor();
    assert.ok(existsSync(join(editor.workspace, 'done-cars', 'model.tar.gz')));
    await editor.screenshot('explorer-actions');
    await editor.run('Notifications: Clear All Notifications');
  });

  it('says what Live Tail costs before it begins, and offers plain keys no sign-in', async () => {
    await editor.run('SageMaker Containers: Follow with Live Tail');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText('Follow slow-cars with Live Tail?').waitFor();
    await dialog.getByText(/0\.60 USD an hour.*eu-west-1/).waitFor();
    await editor.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await rowOf(/later · eu-west-1\s*000000000000/).click({ button: 'right' });
    await editor.page.locator('.monaco-menu').getByText('Disconnect').waitFor();
    assert.equal(await editor.page.locator('.monaco-menu').getByText('Sign In').count(), 0);
    await editor.page.keyboard.press('Escape');
  });

  it('follows the log of a job, and deletes one that has ended once a person has said yes', async () => {
    // The only one that has ended.
    await editor.run('SageMaker Containers: Delete from AWS');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText('Delete done-cars from AWS (later · eu-west-1)?').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await rowOf(/done-cars/).waitFor({ state: 'hidden' });
    // A pin of what is no more is none.
    await rowOf(/^Pinned/).waitFor({ state: 'hidden' });
    await rowOf(/slow-cars\s*Training/).waitFor();
    await rowOf(/slow-cars/).click();
    await rowOf(/slow-cars/).hover();
    await rowOf(/slow-cars/)
      .getByRole('button', { name: 'Open Log' })
      .click();
    await editor.page.locator('.panel .view-line', { hasText: 'slow' }).first().waitFor();
  });

  it('lists jobs that run at a clean-up, and stops them', async () => {
    await editor.run('SageMaker Containers: Delete What Was Created from Here');
    const list = editor.page.locator('.quick-input-widget:visible .monaco-list-row');
    await list.filter({ hasText: /slow-cars.*InProgress.*is stopped, its record stays/ }).waitFor();
    await list
      .filter({ hasText: /cars.*model/ })
      .first()
      .waitFor();
    await editor.screenshot('explorer-clean-up-running');
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    await rowOf(/slow-cars\s*Stopp/).waitFor();
    await editor.page.locator('.panel .view-line', { hasText: 'Stopped' }).first().waitFor({ timeout: 60_000 });
  });
});

const role = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>${new Date(Date.now() + 3600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const wrongCode = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
<Message>MultiFactorAuthentication failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>`;
