package org.sneakyklaus.support.web;

/**
 * A bar of a chart that is {@link #DRAWING} wide, rendered by {@code fragments/chart}.
 *
 * @param y from the top
 * @param kind the last part of its class, {@code bar-…}, which colours it
 */
public record ChartBar(int x, int y, int width, int height, String kind) {

    /** The width of every chart. Pages show it as wide as possible. */
    public static final int DRAWING = 300;
}
