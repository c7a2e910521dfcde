package org.sneakyklaus.dashboard.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the link of an exchange as a QR code, to show or print. */
@Controller
class LinkCodeController {

    private final ExchangeQueries exchanges;
    private final AppProperties properties;

    LinkCodeController(ExchangeQueries exchanges, AppProperties properties) {
        this.exchanges = exchanges;
        this.properties = properties;
    }

    @GetMapping("/admin/exchanges/{id}/link.svg")
    ResponseEntity<String> code(@PathVariable long id) throws WriterException {
        var link = properties.link("/exchange/" + exchanges.byId(id).slug());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .body(drawn(new QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 0, 0)));
    }

    /** One unit for each module; includes the white edge that readers need. */
    private static String drawn(BitMatrix code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                <rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/></svg>
                """.formatted(code.getWidth(), code.getHeight(), path);
    }
}
