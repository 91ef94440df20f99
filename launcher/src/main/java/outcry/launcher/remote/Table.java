package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows in aligned columns. */
public final class Table {

  private static final int CELL_MAX = 48;

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(List.of(header));
  }

  /** One row: the fields of an object by name. */
  void add(JsonNode node, String... fields) {
    var row = new ArrayList<String>();
    for (var field : fields) {
      row.add(shorten(node.path(field).asText()));
    }
    rows.add(row);
  }

  public void addRow(String... cells) {
    rows.add(List.of(cells));
  }

  /**
   * @param empty said instead when there is no row
   */
  public void print(PrintWriter out, String empty) {
    if (rows.size() == 1) {
      out.println(empty);
      return;
    }
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String shorten(String text) {
    return text.length() <= CELL_MAX ? text : text.substring(0, CELL_MAX - 3) + "...";
  }
}
