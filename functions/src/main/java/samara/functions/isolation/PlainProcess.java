package samara.functions.isolation;

import java.util.List;

/// No isolation but a clean environment: what is left where there is no bubblewrap.
public record PlainProcess() implements Isolation {
    @Override
    public String description() {
        return "plain processes: functions see the machine's files. `sudo apt-get install bubblewrap` (or your "
                + "system's package of that name) gives each a sandbox";
    }

    @Override
    public View view(Files files) {
        return new View(
                files.code().toString(),
                files.layers().map(Object::toString).orElse("/opt"),
                files.bootstraps().toString(),
                files.socket().map(Object::toString).orElse(""),
                files.scratch().toString(),
                files.byteCode().map(code -> code.folder().toString()),
                files.sdk().map(sdk -> sdk.folder().toString()));
    }

    @Override
    public List<String> wrap(List<String> command, Files files) {
        return command;
    }

    @Override
    public boolean endsAll() {
        return false;
    }
}
