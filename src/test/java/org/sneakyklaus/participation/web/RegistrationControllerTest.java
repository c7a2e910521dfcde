package org.sneakyklaus.participation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.participation.LinkSignIn;
import org.sneakyklaus.participation.ParticipantAccess;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.participation.RegistrationStatus;
import org.sneakyklaus.support.AppProperties;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.validation.BeanPropertyBindingResult;

/** What happens while a word is hashed, which takes long. */
class RegistrationControllerTest {

    private final ExchangeQueries exchanges = mock();
    private final Registration registration = mock();
    private final LinkSignIn links = mock();
    private final ParticipantAccess access = mock();
    private final RegistrationController controller = new RegistrationController(
            exchanges, registration, mock(), mock(), links, mock(), access, mock(), mock(AppProperties.class));

    @ParameterizedTest
    @EnumSource
    void whoComesTooLateReadsWhatIsTrueThen(RegistrationStatus then) {
        var before = exchange();
        var after = exchange();
        when(exchanges.bySlug("slug")).thenReturn(before);
        when(exchanges.byId(7)).thenReturn(after);
        when(registration.status(before)).thenReturn(RegistrationStatus.OPEN);
        when(registration.status(after)).thenReturn(then);
        var form = new RegistrationForm();
        form.name = "Ann";
        form.contact = "LINK";
        form.word = "glockenspiel";

        var page = controller.register(
                "slug",
                form,
                new BeanPropertyBindingResult(form, "form"),
                null,
                new MockHttpServletRequest(),
                new MockHttpServletResponse());

        assertThat(page.getStatus()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(page.getModel()).containsEntry("exchange", after);
        if (then == RegistrationStatus.OPEN) {
            assertThat(page.getViewName()).as("a place is free again").isEqualTo("participation/register");
        } else {
            assertThat(page.getViewName()).isEqualTo("participation/shut");
            assertThat(page.getModel()).containsEntry("door", then);
        }
    }

    private static ExchangeView exchange() {
        ExchangeView exchange = mock();
        when(exchange.id()).thenReturn(7L);
        when(exchange.slug()).thenReturn("slug");
        when(exchange.personalLinks()).thenReturn(PersonalLinkPolicy.ANYBODY);
        return exchange;
    }
}
