import { defaultLimits } from '../worker/defaultLimits.ts';

export const help = `gradient-check [run] CONFIG… [options]
gradient-check init [FOLDER]

Checks the gradients of a backward pass against numerical ones, layer by layer: that of the code which the config names,
as in { "code": { "python": "nn.py" } }, else that of the reference network. "init" writes a config from the data and the
code that it finds in a folder, which is run for that; nothing that is there is changed.

  --format pretty|json   how the report is written (default: pretty)
  -o, --output FILE      write the report to a file instead of standard output
  --set KEY=VALUE        replace a value of the config, as in --set check.epsilon=1e-4
  --python PATH          the Python that runs the code, where a config names none (default: GRADIENT_CHECK_PYTHON,
                         else python3)
  --workers N            processes that may share one check (default: as many as there are processors)
  --timeout SECONDS      end a check that makes no progress for so long (default: ${defaultLimits.timeoutSeconds})
  --memory MB            the most that a dataset or a network may take (default: ${defaultLimits.memoryLimitMB})
  -q, --quiet            no progress, and with pretty no report: only the exit code
  -v, --verbose          show what the code that is checked prints, on standard error
  -h, --help             this text
  --version              the version

Exit code: 0 every layer passes; 1 some layer fails; 2 could not check;
3 nothing fails, but something is inconclusive or was not tested.

Examples:
  gradient-check init
  gradient-check gradcheck.json
  gradient-check *.gradcheck.json --format json --output report.json
`;
