package outcry.journal;

import java.nio.file.Path;

/** Why a database was not opened. */
public final class DatabaseRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The name is part of the message. */
  public enum Reason {
    /** Another process, or this one, has it open. */
    DATABASE_IN_USE,
    /** The file or its folder cannot be written; a server that is a standby. */
    DATABASE_READ_ONLY,
    /** Not a database, or a damaged one. */
    DATABASE_CORRUPT,
    /** Written by a newer version of this program. */
    DATABASE_TOO_NEW,
    /** A migration failed or the tables are not those of the migrations. */
    DATABASE_SCHEMA,
    /** A setting that durability needs is not so; a server that is too old. */
    DATABASE_SETTINGS,
    /** Any other input or output error. */
    DATABASE_UNAVAILABLE
  }

  private final Reason reason;

  DatabaseRefusedException(Reason reason, Path database, String detail, Throwable cause) {
    this(reason, database.toString(), detail, cause);
  }

  DatabaseRefusedException(Reason reason, String database, String detail, Throwable cause) {
    super(reason + ": " + database + ": " + detail, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
