import { fileAt, type FolderFiles } from '../folderFiles';

/** A Java program of a folder. */
export interface JavaProject {
  /** `pom.xml`, or an archive that is there already. */
  readonly path: string;
  /** Whether it has a web server among its dependencies. */
  readonly isServer: boolean;
  /** The class with its `main`, where the archive that Maven makes would not say it; what it depends on lies beside it then. */
  readonly mainClass?: string;
  /** Version of Java that has an image. */
  readonly version: '8' | '11' | '17' | '21';
}

const servers =
  /spring-boot-starter-web|quarkus-|micronaut-|javalin|undertow|jetty-server|vertx-web|dropwizard|tomcat-embed/;

/** The Java program of a folder: one that Maven builds, else an archive; undefined where there is none. */
export function javaOf(folder: FolderFiles): JavaProject | undefined {
  const pom = fileAt(folder, 'pom.xml')?.text;
  if (pom !== undefined)
    return {
      path: 'pom.xml',
      isServer: servers.test(pom) || listens(folder),
      version: versionIn(pom),
      ...(!makesRunnable(pom) && mainClassOf(folder)),
    };
  const archive = folder.files.find(
    ({ path }) =>
      /^(?:(?:target|build\/libs|lib)\/)?[\w][\w.-]*\.jar$/.test(path) &&
      !/sources|javadoc|original-|-plain\.jar$/.test(path),
  );
  // Nothing tells what an archive does; a server is what containers of Java mostly are.
  return archive && { path: archive.path, isServer: true, version: '21' };
}

/** Whether Maven is told to make an archive that can be started, with all in it. */
function makesRunnable(pom: string): boolean {
  return /maven-shade-plugin|maven-assembly-plugin|spring-boot-maven-plugin|onejar|<mainClass>|quarkus-maven-plugin/.test(
    pom,
  );
}

/** The only class with a `main`, or the one that is called as if it were meant. */
function mainClassOf({ files }: FolderFiles): Pick<JavaProject, 'mainClass'> {
  const classes = files.flatMap(({ path, text = '' }) => {
    if (!/^src\/main\/java\/.*\.java$/.test(path) || !/\bstatic\s+(?:final\s+)?void\s+main\s*\(/.test(text)) return [];
    return path.slice('src/main/java/'.length, -'.java'.length).replaceAll('/', '.');
  });
  const found = classes.find((name) => /(?:^|\.)(?:Main|App|Application|Server|Train\w*)$/.test(name)) ?? classes[0];
  return found === undefined ? {} : { mainClass: found };
}

/** Whether a program is a server of nothing but the JDK. */
function listens({ files }: FolderFiles): boolean {
  return files.some(
    ({ path, text = '' }) => /\.(?:java|kt)$/.test(path) && /\bHttpServer\b|"\/invocations\b/.test(text),
  );
}

function versionIn(pom: string): JavaProject['version'] {
  const named = /<(?:maven\.compiler\.(?:release|target|source)|java\.version|release)>\s*(?:1\.)?(\d+)/.exec(pom)?.[1];
  const wanted = Number(named ?? '21');
  return (['8', '11', '17', '21'] as const).find((version) => Number(version) >= wanted) ?? '21';
}

/** The command of a Java program in its image. */
export function javaCommand(folder: FolderFiles): readonly string[] {
  const { mainClass } = javaOf(folder) ?? {};
  const start = mainClass === undefined ? ['-jar', 'app.jar'] : ['-cp', 'app.jar:lib/*', mainClass];
  return ['java', '-XX:-UseContainerSupport', ...start];
}
