package outcry.model.query;

import java.util.List;

/**
 * One account's answer: its positions, or its own error.
 *
 * @param errorCode empty if all is well
 */
public record AccountPositions(
    String account,
    List<PositionView> positions,
    List<CashView> cash,
    String errorCode,
    String error) {}
