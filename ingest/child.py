"""The process in which files are read, one after the other: ``python -m ingest.child MEMORY_IN_BYTES``.

A line of JSON comes in for each file ({"path"}), and a line goes out: what was read, or the reason why nothing was.
The process may use only so much memory and write no file, so that a hostile file can do no more than end it.
"""

import json
import os
import resource
import sys
from pathlib import Path

from pydantic import TypeAdapter

from ingest.readers import READERS
from ingest.readers.blocks import ReadFile, UnreadableFile

_READ = TypeAdapter(ReadFile)


def main(memory: int) -> None:
    """Read files until there are no more; end after a file that used up the memory or the stack."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for line in sys.stdin:
        spent = False  # the process can't be trusted with another file
        try:
            path = Path(json.loads(line)["path"])
            reply = '{"read": ' + _READ.dump_json(READERS[path.suffix.lower()](path)).decode() + "}"
        except UnreadableFile as error:
            reply = json.dumps({"reason": str(error)})
        except MemoryError:
            reply, spent = json.dumps({"reason": "it needs more memory than a file may", "spent": True}), True
        except RecursionError:
            reply, spent = json.dumps({"reason": "it is nested too deeply", "spent": True}), True
        except Exception as error:  # a reader must answer for every file, whatever its library raises
            reply = json.dumps({"reason": f"it is damaged ({type(error).__name__})"})
        replies.write(reply + "\n")
        replies.flush()
        if spent:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
