/** Modules that come with Python. */
const standard = new Set(
  (
    'abc argparse array ast asyncio atexit base64 binascii bisect builtins bz2 calendar cgi cmath cmd code codecs codeop collections colorsys compileall ' +
    'concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email ' +
    'encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib ' +
    'heapq hmac html http imaplib imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap ' +
    'modulefinder multiprocessing netrc numbers operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posixpath pprint profile ' +
    'pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource runpy sched secrets select selectors shelve shlex shutil signal ' +
    'site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tarfile tempfile termios ' +
    'textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv ' +
    'warnings wave weakref webbrowser winreg wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo __future__'
  ).split(' '),
);

/** Packages whose modules have other names. */
const packages: Readonly<Record<string, string>> = {
  absl: 'absl-py',
  attr: 'attrs',
  bs4: 'beautifulsoup4',
  catboost: 'catboost',
  Crypto: 'pycryptodome',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  faiss: 'faiss-cpu',
  fitz: 'PyMuPDF',
  git: 'GitPython',
  hydra: 'hydra-core',
  imblearn: 'imbalanced-learn',
  IPython: 'ipython',
  jwt: 'PyJWT',
  jose: 'python-jose',
  PIL: 'pillow',
  pkg_resources: 'setuptools',
  psycopg2: 'psycopg2-binary',
  serial: 'pyserial',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  skopt: 'scikit-optimize',
  umap: 'umap-learn',
  yaml: 'pyyaml',
};

/** What many packages put their modules into: its name alone says none of them. */
const shared = new Set(['google', 'azure']);

/** The package that brings a module; undefined for one that comes with Python, or that nobody can name. */
export function packageOf(module: string): string | undefined {
  return standard.has(module) || shared.has(module) ? undefined : (packages[module] ?? module.replaceAll('_', '-'));
}
