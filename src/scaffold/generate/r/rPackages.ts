import { fileAt, textAt, type FolderFiles } from '../folderFiles';

/** How the packages of R programs are installed. */
export interface RPackages {
  /** Lists that are copied before the code. */
  readonly files: readonly string[];
  /** Packages of Debian. */
  readonly system: readonly string[];
  /** Packages of CRAN that Debian is not known to have. */
  readonly others: readonly string[];
}

const builtIn =
  /^(?:base|compiler|datasets|grDevices|graphics|grid|methods|parallel|splines|stats|stats4|tcltk|tools|utils|MASS|Matrix|boot|class|cluster|codetools|foreign|lattice|mgcv|nlme|nnet|rpart|spatial|survival)$/;
const debian = new Set(
  'plumber jsonlite data.table dplyr tidyr readr purrr tibble stringr lubridate ggplot2 magrittr glmnet randomForest caret e1071 ranger xgboost optparse argparse httr curl R6 rlang aws.s3 arrow tidyverse forecast zoo xts here yaml lme4 gbm kernlab rsample recipes vroom fs glue cli docopt getopt argparser logger digest broom forcats scales pROC MLmetrics Metrics ROCR doParallel foreach future furrr stringi R.utils bit64 DBI RSQLite reticulate tm prophet httpuv patchwork'.split(
    ' ',
  ),
);

/** What R programs need, by the most exact file that says so. @param programs paths of the R programs */
export function rPackagesOf(folder: FolderFiles, programs: readonly string[]): RPackages {
  if (fileAt(folder, 'renv.lock')) return { files: ['renv.lock'], system: [], others: [] };
  const description = fileAt(folder, 'DESCRIPTION') ? ['DESCRIPTION'] : [];
  if (description.length > 0) return { files: description, system: [], others: [] };
  const used = programs.flatMap((path) =>
    [
      ...textAt(folder, path).matchAll(
        /\b(?:library|require|requireNamespace)\(\s*["']?([A-Za-z][\w.]*)|\b([A-Za-z][\w.]*)::/g,
      ),
    ].map(([, loaded, prefix]) => loaded ?? prefix ?? ''),
  );
  const names = [...new Set(used)].filter((name) => !builtIn.test(name)).sort();
  return {
    files: [],
    system: names.filter((name) => debian.has(name)).map((name) => `r-cran-${name.toLowerCase()}`),
    others: names.filter((name) => !debian.has(name)),
  };
}
