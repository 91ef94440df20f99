package outcry.launcher.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import outcry.gateway.http.FrontDoor;
import outcry.gateway.http.ServerTls;
import outcry.launcher.FatalException;
import outcry.launcher.config.Cluster.Database;
import outcry.launcher.config.Cluster.Http;
import outcry.launcher.config.Cluster.Principal;
import outcry.launcher.config.Cluster.Scope;
import outcry.launcher.config.Cluster.Tls;

/**
 * Reads the file of {@code --cluster}: JSON with comments. What differs from node to node may be
 * said by the environment instead. Whatever is not known, not of its type, out of its range or not
 * safe refuses the start with one line that names file, line, field and code.
 */
public final class ClusterFile {

  private static final int BYTES_MAX = 256 * 1024;
  private static final int PARTITIONS_MAX = 1_024;
  private static final int ACCOUNTS_MAX = 10_000;
  private static final int PORT_MAX = 65_535;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
  private static final Pattern MEMBER =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:]+]):(\\d{1,5})");
  private static final Pattern SESSION_KEY = Pattern.compile("([0-9a-f]{2}){32,512}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  private final Path folder;
  private final Environment environment;
  private final Section root;

  private ClusterFile(Path folder, Environment environment, Section root) {
    this.folder = folder;
    this.environment = environment;
    this.root = root;
  }

  /**
   * @param environment of the process
   * @throws FatalException if the file or the environment is refused
   */
  public static Cluster read(Path file, Map<String, String> environment) {
    var problems = new Problems(file.toString());
    var json = Json.parse(TextFile.read(file, BYTES_MAX), problems);
    var folder = file.toAbsolutePath().getParent();
    var root = Section.of(json, "", problems);
    return new ClusterFile(folder, new Environment(environment), root).cluster();
  }

  private Cluster cluster() {
    if (root.flag("multicast", false)) {
      throw root.problem("multicast", "MULTICAST", "nodes are named in members, never searched");
    }
    var name = matching(root, "cluster", NAME, "a name");
    int partitions = root.require("partitions").integer("partitions", 1, PARTITIONS_MAX, 0);
    var network = new Network(environment);
    var address = network.address(root, "interface");
    int port = environment.port("OUTCRY_PORT", root, "port", 5_701);
    boolean kubernetes = root.has("kubernetes");
    var members = kubernetes ? List.of(service() + ":" + port) : members();
    int busPort = environment.port("OUTCRY_BUS_PORT", root, "busPort", 5_801);
    if (port != 0 && port == busPort) {
      throw root.problem("busPort", "RANGE", "must differ from port, was " + busPort);
    }
    var tls = root.has("tls") ? Optional.of(tls(root.section("tls"))) : Optional.<Tls>empty();
    network.requireSafe(root, address, members, tls.isPresent());
    var http = http();
    var database = database();
    var accounts = accounts();
    var risk = root.has("risk") ? Optional.of(path(root, "risk")) : Optional.<Path>empty();
    var strategies = List.copyOf(root.names("strategies"));
    var principals = principals(accounts);
    root.end();
    return new Cluster(
        name,
        partitions,
        members,
        kubernetes,
        address,
        port,
        busPort,
        http,
        database,
        tls,
        List.copyOf(accounts),
        strategies,
        risk,
        principals);
  }

  /** The pods behind it are the members, so none is named. */
  private String service() {
    if (root.has("members")) {
      throw root.problem("members", "RANGE", "cannot be together with kubernetes");
    }
    var section = root.section("kubernetes").require("service");
    var service = matching(section, "service", SERVICE, "the DNS name of a headless service");
    section.end();
    return service;
  }

  private List<String> members() {
    var members = new ArrayList<>(root.require("members").names("members"));
    if (members.isEmpty()) {
      throw root.problem("members", "RANGE", "must name at least one node");
    }
    for (var member : members) {
      var found = MEMBER.matcher(member);
      if (!found.matches() || !isPort(found.group(1))) {
        throw root.problem("members", "RANGE", member + " is not host:port");
      }
    }
    return members;
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= PORT_MAX;
  }

  private Http http() {
    var section = root.require("http").section("http");
    var host = section.has("host") ? section.text("host") : Network.LOOPBACK;
    int port = environment.port("OUTCRY_HTTP_PORT", section, "port", 8_080);
    var sessionKey =
        section.has("sessionKeyFile") ? Optional.of(sessionKey(section)) : Optional.<String>empty();
    var tls =
        section.has("tls")
            ? Optional.of(serverTls(section.section("tls")))
            : Optional.<ServerTls>empty();
    if (tls.isEmpty() && !FrontDoor.isLoopback(host)) {
      throw section.problem(
          "tls", "TLS_REQUIRED", "is missing, and " + host + " is not on the loopback interface");
    }
    section.end();
    return new Http(host, port, tls, sessionKey);
  }

  private ServerTls serverTls(Section section) {
    section.require("keyStore", "passwordFile");
    var password = Secret.read(path(section, "passwordFile"), section, "passwordFile");
    var keyStore = path(section, "keyStore");
    var clients =
        section.has("trustStore")
            ? Optional.of(path(section, "trustStore"))
            : Optional.<Path>empty();
    section.end();
    return Stores.server(keyStore, clients, password, section);
  }

  private String sessionKey(Section section) {
    var key = Secret.read(path(section, "sessionKeyFile"), section, "sessionKeyFile");
    if (!SESSION_KEY.matcher(key).matches()) {
      throw section.problem(
          "sessionKeyFile", "SECRET", "must hold 64 or more lower-case hex digits, in pairs");
    }
    return key;
  }

  private Database database() {
    var said = environment.text("OUTCRY_DATABASE_URL");
    if (!root.has("database")) {
      throw root.problem(
          "database",
          "DATABASE_MISSING",
          "a cluster needs PostgreSQL, where every node sees who owns what: "
              + "\"database\": {\"url\": \"jdbc:postgresql://...\", ...}");
    }
    var section = root.section("database").require("user", "passwordFile");
    var inFile = section.has("url") ? section.text("url") : "";
    var url = said.orElse(inFile);
    if (!url.startsWith("jdbc:postgresql://")) {
      throw section.problem(
          "url",
          "DATABASE_KIND",
          (url.isEmpty() ? "is missing" : url + " is refused")
              + ": a cluster needs PostgreSQL, jdbc:postgresql://HOST:PORT/DATABASE");
    }
    if (url.contains("password=")) {
      throw section.problem("url", "SECRET", "holds a password; it belongs into passwordFile");
    }
    var user = section.text("user");
    var password = Secret.read(path(section, "passwordFile"), section, "passwordFile");
    section.end();
    return new Database(url, user, password);
  }

  private Tls tls(Section section) {
    section.require("keyStore", "trustStore", "passwordFile");
    var passwordFile = path(section, "passwordFile");
    var password = Secret.read(passwordFile, section, "passwordFile");
    var tls = new Tls(path(section, "keyStore"), path(section, "trustStore"), passwordFile);
    section.end();
    Stores.check(tls, password, section);
    return tls;
  }

  private Set<String> accounts() {
    var accounts = root.require("accounts").names("accounts");
    if (accounts.isEmpty() || accounts.size() > ACCOUNTS_MAX) {
      throw root.problem("accounts", "RANGE", "must name 1 to " + ACCOUNTS_MAX + " accounts");
    }
    for (var account : accounts) {
      if (!ACCOUNT.matcher(account).matches()) {
        throw root.problem("accounts", "RANGE", account + " is not " + ACCOUNT);
      }
    }
    return accounts;
  }

  private Map<String, Principal> principals(Set<String> accounts) {
    var principals = new LinkedHashMap<String, Principal>();
    root.sections("principals")
        .forEach((name, section) -> principals.put(name, principal(section, accounts)));
    if (root.has("principals") && principals.isEmpty()) {
      throw root.problem("principals", "RANGE", "must name at least one, or be left out");
    }
    return principals;
  }

  private static Principal principal(Section section, Set<String> accounts) {
    var scopes = new LinkedHashSet<Scope>();
    for (var written : section.require("scopes").names("scopes")) {
      scopes.add(section.constant("scopes", Scope.class, written));
    }
    var own = section.require("accounts").names("accounts");
    for (var account : own) {
      if (!accounts.contains(account)) {
        throw section.problem("accounts", "UNKNOWN_ACCOUNT", account);
      }
    }
    section.end();
    return new Principal(scopes, own);
  }

  private Path path(Section section, String name) {
    return folder.resolve(section.text(name)).normalize();
  }

  private static String matching(Section section, String name, Pattern pattern, String what) {
    var text = section.text(name);
    if (!pattern.matcher(text).matches()) {
      throw section.problem(name, "RANGE", text + " is not " + what + ": " + pattern);
    }
    return text;
  }
}
