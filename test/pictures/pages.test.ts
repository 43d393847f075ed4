import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scaffolded } from '../docker/local/scaffolded';
import { openEditorWindow, type EditorWindow } from '../machine/editorWindow';
import { pageOfPanel } from '../machine/pageOfPanel';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

/** The local endpoint in the place of AWS. */
const endpoint = 'http://127.0.0.1:4599';

/** What a person would have in a shell: the program by its name, and a profile that leads to this machine. */
function writeShell(folder: string): void {
  const program = join(folder, 'bin', 'sagemaker-containers');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(program, `#!/bin/sh\nexec ${process.execPath} ${join(repository, 'dist/cli.js')} "$@"\n`);
  chmodSync(program, 0o755);
  const profile = `region = us-east-1\nendpoint_url = ${endpoint}\naws_access_key_id = a\naws_secret_access_key = a\n`;
  writeFileSync(join(folder, 'config'), `[profile dev]\n${profile}`);
}

function writeJob(folder: string): void {
  // One line, as the service wants it.
  const step = 'print(f"epoch={i}; loss={1 / i:.4f}", flush=True), time.sleep(0.3)';
  const code = `import time; [(${step}) for i in range(1, 9)]`;
  const request = {
    TrainingJobName: 'cars',
    RoleArn: 'arn:aws:iam::000000000000:role/sagemaker',
    AlgorithmSpecification: {
      TrainingImage: 'python:3.11-slim',
      TrainingInputMode: 'File',
      ContainerEntrypoint: ['python3', '-c', code],
    },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
    OutputDataConfig: { S3OutputPath: 's3://cars/' },
  };
  writeFileSync(join(folder, 'there.training-job.json'), JSON.stringify(request, undefined, 2));
}

/** Only for `npm run pictures`: each test is one picture of a page that no other test takes. */
describe('pictures of pages', function () {
  this.timeout(300_000);
  const folder = suiteFolder('pictures');
  let project: Scaffolded;
  let editor: EditorWindow;

  before(async () => {
    writeShell(folder);
    project = await Scaffolded.of('training-algorithm', { name: 'cars' });
    writeJob(project.root);
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      AWS_CONFIG_FILE: join(folder, 'config'),
      PS1: '$ ',
    };
    const settings = {
      'sagemakerContainers.engine': 'docker',
      'terminal.integrated.env.linux': env,
      'terminal.integrated.profiles.linux': { sh: { path: '/bin/sh' } },
      'terminal.integrated.defaultProfile.linux': 'sh',
      'terminal.integrated.shellIntegration.enabled': false,
      // Text that a test can wait for.
      'terminal.integrated.gpuAcceleration': 'off',
    };
    editor = await openEditorWindow({ workspace: project.root, settings });
  });
  after(async () => {
    await editor.close();
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const terminal = () => editor.page.locator('.xterm-rows:visible').last();
  const open = async (): Promise<void> => {
    await editor.run('Terminal: Create New Terminal in Editor Area');
    await terminal().getByText('$').first().waitFor();
  };
  const type = async (line: string, last: string | RegExp): Promise<void> => {
    await editor.page.keyboard.type(line);
    await editor.page.keyboard.press('Enter');
    await terminal().getByText(last).last().waitFor({ timeout: 120_000 });
  };

  it('check', async () => {
    await editor.open('Dockerfile');
    await editor.run('SageMaker Containers: Check Container');
    const toast = editor.notification('Show Report');
    await toast.waitFor({ timeout: 240_000 });
    await toast.getByRole('button', { name: 'Show Report' }).click();
    await pageOfPanel(editor.page).getByRole('heading', { name: 'Container check' }).waitFor();
    await editor.showContainer('Testing');
    await editor.page.locator('.test-explorer .monaco-list-row', { hasText: 'image/Dockerfile' }).click();
    await editor.page.keyboard.press('ArrowRight');
    await editor.page.locator('.test-explorer .monaco-list-row', { hasText: 'G1' }).first().waitFor();
    await editor.screenshot('page-check');
    await editor.page.keyboard.press('Control+B');
  });

  it('probe', async () => {
    await open();
    await type('sagemaker-containers probe --kind training', /^\$ ?$/);
    await editor.screenshot('page-probe');
  });

  it('server', async () => {
    await open();
    await type('sagemaker-containers server', 'Ctrl-C ends it');
    await editor.screenshot('page-server');
  });

  it('follow', async () => {
    await open();
    await type('sagemaker-containers submit there.training-job.json --profile dev --yes --wait', 'Completed');
    await editor.screenshot('page-follow');
  });
});
