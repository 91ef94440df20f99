package outcry.journal;

import java.util.List;
import outcry.journal.JournalException.Unavailable;

/** How a database makes a group of tasks durable. Writer thread only, but for {@link #failure}. */
interface Committer {

  /** Ends every future of the group, each with its own outcome; what succeeds is durable. */
  void commit(List<WriteTask<?>> group);

  /** Why nothing will ever be done again; null while there is hope. Any thread. */
  Unavailable failure();

  /** Undoes what is not committed. */
  void close();
}
