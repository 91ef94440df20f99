package outcry.launcher.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import outcry.launcher.remote.Instance;
import outcry.model.access.Scope;

/** Keys of a running instance, which is asked with a key of the scope ADMIN. */
record RemoteKeys(Instance instance) implements Keyring {

  private static final String PATH = "/api/v1/keys";

  @Override
  public String create(String name, Set<Scope> scopes, List<String> accounts, int days) {
    var body = JsonNodeFactory.instance.objectNode().put("name", name).put("days", days);
    var list = body.putArray("scopes");
    scopes.forEach(scope -> list.add(scope.name()));
    var own = body.putArray("accounts");
    accounts.forEach(own::add);
    return instance.send("POST", PATH, body.toString()).path("credential").asText();
  }

  @Override
  public List<Row> list() {
    var rows = new ArrayList<Row>();
    for (var key : instance.get(PATH)) {
      rows.add(
          new Row(
              key.path("id").asText(),
              key.path("name").asText(),
              joined(key.path("scopes")),
              joined(key.path("accounts")),
              key.path("expires").asText(),
              key.path("state").asText()));
    }
    return rows;
  }

  private static String joined(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(one -> texts.add(one.asText()));
    return String.join(",", texts);
  }

  @Override
  public boolean revoke(String id) {
    return instance.send("DELETE", PATH + "/" + id, "").path("revoked").asBoolean();
  }
}
