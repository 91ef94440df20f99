package outcry.model.query;

/** Asks for the limits of an account and how much of each is used. */
public record RiskQuery(String account) {}
