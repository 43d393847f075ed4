import { fileAt, type FolderFiles } from './folderFiles';

/** A Java program of a folder. */
export interface JavaProject {
  /** `pom.xml`, or an archive that is there already. */
  readonly path: string;
  /** Whether it has a web server among its dependencies. */
  readonly isServer: boolean;
  /** Version of Java that has an image. */
  readonly version: '8' | '11' | '17' | '21';
}

const servers =
  /spring-boot-starter-web|quarkus-|micronaut-|javalin|undertow|jetty-server|vertx-web|dropwizard|tomcat-embed/;

/** The Java program of a folder: one that Maven builds, else an archive; undefined where there is none. */
export function javaOf(folder: FolderFiles): JavaProject | undefined {
  const pom = fileAt(folder, 'pom.xml')?.text;
  if (pom !== undefined)
    return { path: 'pom.xml', isServer: servers.test(pom) || listens(folder), version: versionIn(pom) };
  const archive = folder.files.find(
    ({ path }) =>
      /^(?:(?:target|build\/libs|lib)\/)?[\w][\w.-]*\.jar$/.test(path) &&
      !/sources|javadoc|original-|-plain\.jar$/.test(path),
  );
  // Nothing tells what an archive does; a server is what containers of Java mostly are.
  return archive && { path: archive.path, isServer: true, version: '21' };
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
