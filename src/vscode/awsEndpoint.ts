import * as vscode from 'vscode';
import type { EngineChoice } from '../jobs/platform';
import type { CommandId, ContextKey } from './ids';
import type { Project } from './projects';
import { setting } from './settings';

const key: ContextKey = 'sagemakerContainers.awsEndpoint';
const copy: CommandId = 'sagemakerContainers.copyAwsEndpointUrl';

/** The local endpoint for AWS clients while it runs. */
export interface RunningEndpoint {
  readonly url: string;
  /** Resolves when it is gone, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the endpoint for a folder. @throws AppError `cli.start` */
export type EndpointStarter = (folder: vscode.Uri, engine: EngineChoice | undefined) => Promise<RunningEndpoint>;

/** The one local endpoint of this window, and its place in the status bar. It ends with the window. */
export class AwsEndpoint implements vscode.Disposable {
  private current: RunningEndpoint | undefined;
  private starting: Promise<RunningEndpoint> | undefined;
  private readonly item = vscode.window.createStatusBarItem('awsEndpoint', vscode.StatusBarAlignment.Left, 0);

  constructor(private readonly open: EndpointStarter) {
    this.item.name = vscode.l10n.t('Local AWS endpoint');
    this.item.command = copy;
  }

  /** Undefined while none runs. */
  get url(): string | undefined {
    return this.current?.url;
  }

  /** What the status bar says; undefined while it says nothing. */
  get text(): string | undefined {
    return this.current && this.item.text;
  }

  /** Start it where it does not run yet. @returns its URL. @throws AppError `cli.start` */
  async start({ uri }: Project): Promise<string> {
    this.starting ??= this.begin(uri);
    try {
      return (await this.starting).url;
    } catch (error) {
      this.starting = undefined;
      throw error;
    }
  }

  /** @returns whether one was running */
  async stop(): Promise<boolean> {
    const running = await this.starting?.catch(() => undefined);
    await running?.stop();
    return running !== undefined;
  }

  dispose(): void {
    void this.stop();
    this.item.dispose();
  }

  private async begin(folder: vscode.Uri): Promise<RunningEndpoint> {
    const running = await this.open(folder, setting('engine', folder));
    this.current = running;
    this.item.text = `$(plug) AWS ${running.url.replace('http://', '')}`;
    this.item.tooltip = vscode.l10n.t(
      'AWS clients of this machine use local runs with AWS_ENDPOINT_URL={0}',
      running.url,
    );
    this.item.accessibilityInformation = { label: this.item.tooltip, role: 'button' };
    this.item.show();
    void vscode.commands.executeCommand('setContext', key, true);
    void running.ended.then(() => {
      this.current = undefined;
      this.starting = undefined;
      this.item.hide();
      void vscode.commands.executeCommand('setContext', key, false);
    });
    return running;
  }
}
